using System.Net;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>One half of a <see cref="OnePort"/> as the server sees it: the server has an endpoint per protocol, the machine one port.</summary>
internal sealed class OnePortEndPoint(OnePort port, bool http2) : EndPoint
{
    public OnePort Port => port;

    public bool Http2 => http2;

    /// <summary>What "Now listening on:" prints behind the scheme.</summary>
    public override string ToString() => port.Authority;
}
