namespace GroupChat.Integration.Tests;

/// <summary>Into how many processes the system is split.</summary>
public enum Layout
{
    /// <summary>The gateway alone, as it starts by default.</summary>
    OneProcess,

    /// <summary>The gateway and each of the four services in a process of its own.</summary>
    Split,
}
