namespace Grpc.Core;

/// <summary>The four kinds of calls: which of the two sides streams.</summary>
public enum MethodType
{
    Unary,
    ClientStreaming,
    ServerStreaming,
    DuplexStreaming,
}
