namespace GroupChat.ServiceDefaults.Identity;

/// <summary>Who may call a method.</summary>
internal enum CallerRule
{
    /// <summary>The default: a user or a service.</summary>
    Known,

    /// <summary>Everybody; credentials are not even looked at.</summary>
    Anyone,

    /// <summary>Services only, also when they act for a user.</summary>
    Service,

    /// <summary>Users by a session of their own; neither services nor keys.</summary>
    Session,

    /// <summary>Admins of the server, and services that act for nobody.</summary>
    Admin,
}
