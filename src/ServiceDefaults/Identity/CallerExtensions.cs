using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace GroupChat.ServiceDefaults.Identity;

/// <summary>The caller, as handlers see it.</summary>
public static class CallerExtensions
{
    /// <summary>Whoever calls; anonymous in methods that let everybody in.</summary>
    public static Caller GetCaller(this ServerCallContext context) => context.GetHttpContext().GetCaller();

    /// <summary>The user who calls, or for whom a service calls.</summary>
    /// <exception cref="Errors.DomainError">USER_IDENTITY_REQUIRED: a service that acts for nobody.</exception>
    public static Caller GetUser(this ServerCallContext context) =>
        context.GetCaller() is { Kind: CallerKind.User } user ? user : throw IdentityErrors.UserRequired();

    /// <summary>Whoever makes the request.</summary>
    public static Caller GetCaller(this HttpContext http) => http.Features.Get<Caller>() ?? Caller.Anonymous;
}
