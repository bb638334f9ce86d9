namespace Grpc.Core;

/// <summary>A check on top of TLS; false refuses the connection.</summary>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);
