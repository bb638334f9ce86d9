using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Keys;

/// <summary>A key as it is asked for.</summary>
/// <param name="DisplayName">Name of the bot or the service.</param>
/// <param name="Kind">What the key makes its holder.</param>
/// <param name="Scopes">What it is to allow.</param>
/// <param name="ExpireTime">Null for the default.</param>
/// <param name="UserId">A bot there is already; empty for a new one.</param>
internal sealed record ApiKeyWish(
    string DisplayName, ApiKeyKind Kind, IReadOnlyList<string> Scopes, DateTimeOffset? ExpireTime = null, string UserId = "")
{
    private const int MostScopes = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3652);

    /// <summary>Errors: INVALID_REQUEST.</summary>
    public ApiKeyWish Checked(DateTimeOffset now)
    {
        var name = DisplayName.Trim();
        new Violations()
            .AddIf(name.Length is 0 or > SessionRules.MaxNameLength, "display_name", $"must have 1 to {SessionRules.MaxNameLength} characters")
            .AddIf(name.Any(char.IsControl), "display_name", "must not contain control characters")
            .AddIf(Kind is not (ApiKeyKind.Bot or ApiKeyKind.Service), "kind", "must be BOT or SERVICE")
            .AddIf(Scopes.Count is 0 or > MostScopes, "scopes", $"must have 1 to {MostScopes} entries")
            .AddIf(Scopes.Except(ScopeSet.All).Any(), "scopes", $"must be of {string.Join(", ", ScopeSet.All)}")
            .AddIf(ExpireTime <= now || ExpireTime > now + Longest, "expire_time", "must lie in the next 10 years")
            .AddIf(UserId.Length > 0 && Kind == ApiKeyKind.Service, "user_id", "must be empty for a service")
            .ThrowIfAny();
        return this with { DisplayName = name, Scopes = [.. Scopes.Distinct()] };
    }
}
