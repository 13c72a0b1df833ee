//! What runs the program in the repositories of others: the action, the GitLab template and the hooks, run
//! as they are written, with the steps of others left out.

mod action;
mod compared;
mod expression;
mod form;
mod gitlab;
mod hooks;
mod install;
mod repository;
mod runner;
mod workflows;
