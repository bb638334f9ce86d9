using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace GroupChat.Gateway.Identities;

/// <summary>
/// Seals a flow for its way through the browser: first as a ticket in the address that it opens, then as a cookie. A ticket is no
/// cookie, so whoever reads an address cannot come back from the provider with it.
/// </summary>
internal sealed class SignInSeal(IDataProtectionProvider provider, TimeProvider time)
{
    private const int MostText = 8192;

    private readonly IDataProtector _ticket = provider.CreateProtector("GroupChat.SignInTicket.v1");
    private readonly IDataProtector _cookie = provider.CreateProtector("GroupChat.SignInCookie.v1");

    public string Ticket(SignInFlow flow) => Seal(_ticket, flow);

    public string Cookie(SignInFlow flow) => Seal(_cookie, flow);

    /// <summary>Errors: SIGN_IN_STATE_INVALID.</summary>
    public SignInFlow OpenTicket(string? text) => Open(_ticket, text);

    /// <summary>Errors: SIGN_IN_STATE_INVALID.</summary>
    public SignInFlow OpenCookie(string? text) => Open(_cookie, text);

    private static string Seal(IDataProtector protector, SignInFlow flow) => protector.Protect(JsonSerializer.Serialize(flow));

    private SignInFlow Open(IDataProtector protector, string? text)
    {
        if (text is not { Length: > 0 and <= MostText })
            throw SignInErrors.StateInvalid();
        try
        {
            var flow = JsonSerializer.Deserialize<SignInFlow>(protector.Unprotect(text))!;
            return flow.ExpireTime > time.GetUtcNow() ? flow : throw SignInErrors.StateInvalid();
        }
        catch (CryptographicException)
        {
            throw SignInErrors.StateInvalid();
        }
    }
}
