using System.Net.Sockets;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Connections;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>Why an address cannot be listened on, in words for the person who started the program.</summary>
internal static class ListenErrors
{
    public static StartupError CannotBind(string url, Exception error) => new(ListenAddress.Setting, $"{url} {Reason(error)}", error);

    private static string Reason(Exception error) => error switch
    {
        AddressInUseException => "is in use already; stop what listens there or choose another address with --urls",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "is not an address of this machine",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "needs more rights; choose a port above 1023 with --urls",
        _ => $"cannot be listened on: {error.Message}",
    };
}
