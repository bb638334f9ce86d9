namespace Grpc.Core;

/// <summary>Opaque: made by a server's context for calls on behalf of its caller. Grpc.AspNetCore.Server makes none.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
