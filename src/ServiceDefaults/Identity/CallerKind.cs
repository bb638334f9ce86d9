namespace GroupChat.ServiceDefaults.Identity;

/// <summary>What a caller has shown.</summary>
public enum CallerKind
{
    /// <summary>Nothing; only methods marked <see cref="AllowAnonymousCallerAttribute"/> see such callers.</summary>
    Anonymous,

    /// <summary>An access token, or what proves a service together with the user the service acts for.</summary>
    User,

    /// <summary>The service key, or a certificate of a service.</summary>
    Service,
}
