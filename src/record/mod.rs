//! Rows and their queries. Records never import each other; they meet in `desk`, through the types of `base::ids`.

pub mod audit;
