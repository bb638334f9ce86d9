using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace GroupChat.Gateway.Identities;

/// <summary>
/// The two addresses that a browser passes on its way to a provider and back. A cookie binds the way back to the browser that began:
/// it lives for the flow only, goes to these addresses only, and lets nobody in anywhere.
/// </summary>
internal sealed partial class SignInPages(
    IdentityDesk desk, IdentityProviders providers, SignInSeal seal, IServiceProvider services, ILogger<SignInPages> logger)
{
    public const string Start = $"{Folder}/start";

    /// <summary>The id of the provider follows.</summary>
    public const string Callback = $"{Folder}/callback/";

    private const string Folder = "/signin";
    private const string CookiePrefix = "groupchat-signin-";
    private const int MostText = 4096;

    // Absent in a host that limits nothing.
    private readonly ICallLimiter? _limiter = services.GetService<ICallLimiter>();

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Start, (HttpContext http) => Of(http).AnswerAsync(http, Of(http).StartAsync));
        endpoints.MapGet(Callback + "{provider}", (HttpContext http) => Of(http).AnswerAsync(http, Of(http).ReturnAsync));
    }

    private static SignInPages Of(HttpContext http) => http.RequestServices.GetRequiredService<SignInPages>();

    private async Task<IResult> StartAsync(HttpContext http)
    {
        var flow = seal.OpenTicket(http.Request.Query["ticket"]);
        return await LeadAsync(flow, async () =>
        {
            var address = await providers.Find(flow.ProviderId).AuthorizeAsync(flow, http.RequestAborted);
            http.Response.Cookies.Append(CookiePrefix + flow.FlowId, seal.Cookie(flow), Cookie(SignInFlow.Life));
            return address;
        });
    }

    private async Task<IResult> ReturnAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var flow = TakeCookie(http, query["state"].ToString());
        if (!flow.ProviderId.Equals(http.Request.RouteValues["provider"] as string, StringComparison.Ordinal))
            throw SignInErrors.StateInvalid();
        return await LeadAsync(flow, async () =>
        {
            var code = query["code"].ToString();
            if (code.Length is 0 or > MostText)
                throw SignInErrors.ProviderDenied();
            var own = await desk.ReturnAsync(flow, new(code, query["iss"].ToString()), http.RequestAborted);
            return QueryHelpers.AddQueryString(flow.ReturnUrl, "sign_in_code", own);
        });
    }

    private SignInFlow TakeCookie(HttpContext http, string state)
    {
        if (!SignInSecrets.IsWord(state) || http.Request.Cookies[CookiePrefix + state] is not { } cookie)
            throw SignInErrors.StateInvalid();
        http.Response.Cookies.Delete(CookiePrefix + state, Cookie(TimeSpan.Zero));
        var flow = seal.OpenCookie(cookie);
        return SignInSecrets.AreSame(flow.FlowId, state) ? flow : throw SignInErrors.StateInvalid();
    }

    /// <summary>From here on it is known where the browser belongs, and what goes wrong is told to the page there.</summary>
    private async Task<IResult> LeadAsync(SignInFlow flow, Func<Task<string>> next)
    {
        try
        {
            return Results.Redirect(await next());
        }
        catch (DomainError error) when (error.Reason != SignInErrors.StateInvalid().Reason)
        {
            Failed(flow.ProviderId, error.Reason, error.Message);
            return Results.Redirect(QueryHelpers.AddQueryString(flow.ReturnUrl, "sign_in_error", error.Reason));
        }
    }

    private async Task AnswerAsync(HttpContext http, Func<HttpContext, Task<IResult>> answer)
    {
        http.Response.Headers.CacheControl = "no-store";
        await (await AnswerOrRefuseAsync(http, answer)).ExecuteAsync(http);
    }

    private async Task<IResult> AnswerOrRefuseAsync(HttpContext http, Func<HttpContext, Task<IResult>> answer)
    {
        try
        {
            _limiter?.Arrive(http);
            return await answer(http);
        }
        catch (DomainError error)
        {
            var status = error.Code == ErrorCode.ResourceExhausted ? StatusCodes.Status429TooManyRequests : StatusCodes.Status400BadRequest;
            return Results.Text($"{error.Reason}: {error.Message}", statusCode: status);
        }
    }

    private CookieOptions Cookie(TimeSpan life) => new()
    {
        HttpOnly = true,
        Secure = providers.IsSecure,
        SameSite = SameSiteMode.Lax,
        Path = Folder,
        MaxAge = life,
    };

    [LoggerMessage(EventName = "ProviderSignInFailed", Level = LogLevel.Warning, Message = "Signing in by {Provider} failed: {Reason}, {Why}")]
    private partial void Failed(string provider, string reason, string why);
}
