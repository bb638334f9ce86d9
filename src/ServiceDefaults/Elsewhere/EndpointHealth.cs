namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>What is known of one address of a service.</summary>
internal enum EndpointHealth
{
    /// <summary>Not asked yet.</summary>
    Unknown,

    /// <summary>It says that it serves.</summary>
    Serving,

    /// <summary>It says that it does not, or is about to end.</summary>
    NotServing,

    /// <summary>It cannot be reached.</summary>
    Lost,
}
