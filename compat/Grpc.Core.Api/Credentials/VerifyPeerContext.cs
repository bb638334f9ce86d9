namespace Grpc.Core;

/// <summary>The server that a client is about to trust.</summary>
public class VerifyPeerContext
{
    internal VerifyPeerContext(string targetName, string peerPem)
    {
        TargetName = targetName;
        PeerPem = peerPem;
    }

    public string TargetName { get; }
    public string PeerPem { get; }
}
