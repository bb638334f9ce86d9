namespace GroupChat.Agents.Models;

/// <summary>What is known of a model at present.</summary>
internal enum ModelState
{
    /// <summary>Nothing speaks against it.</summary>
    Ready,

    /// <summary>It is being loaded.</summary>
    Loading,

    /// <summary>Loaded by the first request.</summary>
    Unloaded,

    /// <summary>The last attempt failed.</summary>
    Unavailable,
}
