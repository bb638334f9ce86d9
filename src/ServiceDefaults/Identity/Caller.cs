namespace GroupChat.ServiceDefaults.Identity;

/// <summary>Who makes a call. Handlers get it from <c>ServerCallContext.GetCaller()</c> or <c>GetUser()</c>.</summary>
/// <param name="Kind">What the caller has shown.</param>
/// <param name="UserId">The acting user's id; empty unless <see cref="CallerKind.User"/>.</param>
/// <param name="DisplayName">The acting user's name as others see it.</param>
/// <param name="SessionId">The session behind the token; empty for a user a service acts for.</param>
/// <param name="ByService">A service makes the call on the user's behalf.</param>
public sealed record Caller(CallerKind Kind, string UserId = "", string DisplayName = "", string SessionId = "", bool ByService = false)
{
    /// <summary>What the user may do on the whole server.</summary>
    public PlatformRole Role { get; init; } = PlatformRole.User;

    /// <summary>The key behind the token; empty for a session and for our own services.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>What the key allows; null for callers who may do whatever their kind may.</summary>
    public ScopeSet? Scopes { get; init; }

    /// <summary>Nobody in particular.</summary>
    public static Caller Anonymous { get; } = new(CallerKind.Anonymous);

    /// <summary>A service, on nobody's behalf.</summary>
    public static Caller Service { get; } = new(CallerKind.Service);

    /// <summary>A user, by a session or, with <paramref name="byService"/>, through a service.</summary>
    public static Caller User(string userId, string displayName, string sessionId = "", bool byService = false) =>
        new(CallerKind.User, userId, displayName, sessionId, byService);
}
