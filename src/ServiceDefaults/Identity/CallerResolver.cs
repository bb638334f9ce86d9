using GroupChat.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Identity;

/// <summary>Finds out from a request's headers who calls: <c>Bearer</c> tokens by the authenticator, <c>Service</c> by the key or the certificate.</summary>
internal sealed class CallerResolver(ServiceKey key, IServiceProvider services)
{
    private const string Bearer = "Bearer ";
    private const string Service = "Service ";
    private const int MaxUserIdLength = 128;

    // Absent in a host that only other services call.
    private readonly ICallerAuthenticator? _authenticator = services.GetService<ICallerAuthenticator>();
    private readonly ICallerWatch? _watch = services.GetService<ICallerWatch>();

    public ValueTask<Caller> ResolveAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { Length: > 0 } credentials)
            throw header.Count > 1 ? IdentityErrors.TokenInvalid() : IdentityErrors.TokenMissing();
        if (credentials.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && _authenticator is not null)
            return ByToken(credentials[Bearer.Length..], http);
        if (credentials.StartsWith(Service, StringComparison.OrdinalIgnoreCase) && key.Proves(credentials.AsSpan(Service.Length), http))
            return ValueTask.FromResult(WithRole(ServiceOrItsUser(Caller.Service, http.Request.Headers), http.Request.Headers));
        throw IdentityErrors.TokenInvalid();
    }

    /// <summary>For a stream: see <see cref="ICallerWatch"/>.</summary>
    public CallerStay? Watch(Caller caller) => _watch?.Begin(caller);

    private ValueTask<Caller> ByToken(string token, HttpContext http)
    {
        var known = _authenticator!.AuthenticateAsync(token, http.RequestAborted);
        return known.IsCompletedSuccessfully ? new(ServiceOrItsUser(known.Result, http.Request.Headers)) : WaitAsync(known, http);
    }

    private static async ValueTask<Caller> WaitAsync(ValueTask<Caller> known, HttpContext http) =>
        ServiceOrItsUser(await known, http.Request.Headers);

    private static Caller WithRole(Caller caller, IHeaderDictionary headers) =>
        caller.Kind == CallerKind.User && Enum.TryParse<PlatformRole>(headers[OnBehalf.UserRoleKey], out var role) && Enum.IsDefined(role)
            ? caller with { Role = role }
            : caller;

    private static Caller ServiceOrItsUser(Caller known, IHeaderDictionary headers)
    {
        if (known.Kind != CallerKind.Service)
            return known;
        var id = headers[OnBehalf.UserIdKey].ToString();
        if (id.Length == 0)
            return known;
        if (id.Length > MaxUserIdLength)
            throw Violations.One(OnBehalf.UserIdKey, $"must have at most {MaxUserIdLength} characters");
        var name = Uri.UnescapeDataString(headers[OnBehalf.UserNameKey].ToString());
        return known with { Kind = CallerKind.User, UserId = id, DisplayName = name, ByService = true };
    }
}
