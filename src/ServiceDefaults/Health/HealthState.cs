namespace GroupChat.ServiceDefaults.Health;

/// <summary>What a service can do at present.</summary>
public enum HealthState
{
    /// <summary>Not yet: it is loading, migrating, connecting.</summary>
    Starting,

    /// <summary>It answers.</summary>
    Serving,

    /// <summary>It lacks something it needs, and says so itself.</summary>
    Failing,

    /// <summary>The host stops: finish, and go elsewhere.</summary>
    Draining,
}
