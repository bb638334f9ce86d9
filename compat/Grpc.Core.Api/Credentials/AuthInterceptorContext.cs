namespace Grpc.Core;

/// <summary>The call that needs credentials.</summary>
public class AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
{
    public AuthInterceptorContext(string serviceUrl, string methodName) : this(serviceUrl, methodName, CancellationToken.None)
    {
    }

    public string ServiceUrl { get; } = serviceUrl ?? throw new ArgumentNullException(nameof(serviceUrl));
    public string MethodName { get; } = methodName ?? throw new ArgumentNullException(nameof(methodName));
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
