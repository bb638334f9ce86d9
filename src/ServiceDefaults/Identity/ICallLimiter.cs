using Microsoft.AspNetCore.Http;

namespace GroupChat.ServiceDefaults.Identity;

/// <summary>Bounds how much one caller or one address may ask for. The Gateway has one; a host that only services call has none.</summary>
public interface ICallLimiter
{
    /// <summary>Before it is known who calls.</summary>
    /// <exception cref="Errors.DomainError">RATE_LIMITED, with the time to wait.</exception>
    void Arrive(HttpContext http);

    /// <summary>Credentials were shown that are no good.</summary>
    void NoteRefusal(HttpContext http);

    /// <summary>The caller is known and may call the method.</summary>
    /// <param name="http">The request.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="method">As in the contract: <c>groupchat.chat.v1.ChatService/PostMessage</c>.</param>
    /// <exception cref="Errors.DomainError">RATE_LIMITED, with the time to wait.</exception>
    ValueTask AdmitAsync(HttpContext http, Caller caller, string method);

    /// <summary>The call is a stream; dispose what is returned when it ends.</summary>
    /// <exception cref="Errors.DomainError">TOO_MANY_STREAMS.</exception>
    IDisposable? OpenStream(HttpContext http, Caller caller);
}
