using System.Net.Http.Headers;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Identity;

/// <summary>How a service names the user it acts for when it calls another one.</summary>
public static class OnBehalf
{
    internal const string UserIdKey = "x-groupchat-user-id";
    internal const string UserNameKey = "x-groupchat-user-name";

    /// <summary>Believed only of those who show the service key: a key of a service that is no part of this system makes nobody an admin.</summary>
    internal const string UserRoleKey = "x-groupchat-user-role";

    private const string Prefix = "x-groupchat-";

    /// <summary>The call as the given user, who must be one: <c>default(CallOptions).ActingFor(context.GetUser())</c>.</summary>
    public static CallOptions ActingFor(this CallOptions options, Caller user)
    {
        if (user.Kind != CallerKind.User)
            throw new ArgumentException("Only a user can be acted for.", nameof(user));
        var headers = new Metadata();
        foreach (var entry in options.Headers ?? [])
            headers.Add(entry);
        headers.Add(UserIdKey, user.UserId);
        headers.Add(UserNameKey, Uri.EscapeDataString(user.DisplayName));
        return options.WithHeaders(headers);
    }

    /// <summary>Headers that say who calls: of those that come from outside none may be handed on.</summary>
    public static bool IsIdentity(string header) =>
        header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || header.Equals("authorization", StringComparison.OrdinalIgnoreCase);

    /// <summary>Hands a call on: what proves a service, and the user whom it was let in for. Anonymous callers stay so.</summary>
    public static void HandOn(this HttpRequestHeaders headers, Caller caller, ServiceKey key)
    {
        if (caller.Kind == CallerKind.Anonymous)
            return;
        headers.TryAddWithoutValidation("authorization", key.HeaderElsewhere);
        if (caller.Kind != CallerKind.User)
            return;
        headers.TryAddWithoutValidation(UserIdKey, caller.UserId);
        headers.TryAddWithoutValidation(UserNameKey, Uri.EscapeDataString(caller.DisplayName));
        if (caller.Role != PlatformRole.User)
            headers.TryAddWithoutValidation(UserRoleKey, caller.Role.ToString());
    }
}
