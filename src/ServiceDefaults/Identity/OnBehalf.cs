using Grpc.Core;

namespace GroupChat.ServiceDefaults.Identity;

/// <summary>How a service names the user it acts for when it calls a neighbour.</summary>
public static class OnBehalf
{
    internal const string UserIdKey = "x-groupchat-user-id";
    internal const string UserNameKey = "x-groupchat-user-name";

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
}
