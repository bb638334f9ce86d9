namespace GroupChat.Gateway.Tests.Authorization;

/// <summary>Who gets as far as a method's own rules.</summary>
public enum Gate
{
    /// <summary>Everybody, with or without credentials.</summary>
    Anyone,

    /// <summary>Users by a session.</summary>
    Session,

    /// <summary>Users, by a session or a key, and services that act for one.</summary>
    User,

    /// <summary>Users, and services for nobody in particular.</summary>
    Known,

    /// <summary>Admins, and services for nobody in particular.</summary>
    Admin,

    /// <summary>Services.</summary>
    Service,
}
