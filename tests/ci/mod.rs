//! The GitHub action, the GitLab template and the pre-commit hooks. Their scripts are run as they are written, without
//! the actions of others.

mod action;
mod compared;
mod expression;
mod form;
mod gitlab;
mod hooks;
pub mod install;
pub mod repository;
mod runner;
mod workflows;
