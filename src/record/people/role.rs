//! Roles of accounts, and how pages look to them. What a role may do is written in `desk::policy`.

use crate::text_enum;

text_enum! {
    /// What an account is for; an account may have several.
    Role {
        /// Manages accounts and tokens; alone it reads no mail.
        Admin = "admin",
        /// Examines mail and concludes.
        Analyst = "analyst",
        /// Works on tickets, answers reporters.
        Officer = "officer",
        /// Enters reports that came by telephone or paper, and the number of a signed advisory.
        Clerk = "clerk",
        /// Reads; gives an advisory back that is not to be signed.
        Viewer = "viewer",
    }
}

text_enum! {
    /// Which colours pages have.
    Theme {
        /// Those of the person's system.
        System = "system",
        /// Dark text on light ground.
        Light = "light",
        /// Light text on dark ground.
        Dark = "dark",
    }
}
