namespace GroupChat.Gateway.Tests.Authorization;

/// <summary>Who in a private room may do what a method does, to a message of another member or to that member.</summary>
public enum Least
{
    /// <summary>The method is not about one room, or decides within its stream.</summary>
    None,

    /// <summary>Whoever is in it.</summary>
    Guest,

    /// <summary>Members, but no guests.</summary>
    Member,

    Moderator,

    Owner,

    /// <summary>Only the author of the message.</summary>
    Author,
}
