using System.ComponentModel.DataAnnotations;

namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>Settings under <c>WebSockets</c>.</summary>
internal sealed class SocketSettings
{
    /// <summary>How often a client is asked whether it is still there, in seconds. Default 30.</summary>
    [Range(1, 3600)]
    public int PingSeconds { get; set; } = 30;

    /// <summary>How long it may take to answer before it counts as gone, in seconds. Default 20.</summary>
    [Range(1, 3600)]
    public int PongTimeoutSeconds { get; set; } = 20;

    /// <summary>How long a new connection may be silent, in seconds. Default 10.</summary>
    [Range(1, 600)]
    public int OpenTimeoutSeconds { get; set; } = 10;
}
