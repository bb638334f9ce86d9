using Google.Protobuf.Reflection;
using GroupChat.Gateway.Edge.Json.Binding;
using GroupChat.Gateway.Edge.Json.Templates;

namespace GroupChat.Gateway.Edge.Json.Routes;

/// <summary>One HTTP binding of a method: how its request is spread over path, query and body.</summary>
/// <param name="Method">The method.</param>
/// <param name="HttpMethod">GET, POST, or <c>*</c> for any.</param>
/// <param name="Template">Of its path.</param>
/// <param name="PathFields">The field of each variable of the template.</param>
/// <param name="TakesBody">The body holds the whole request, or <paramref name="BodyField"/> of it.</param>
/// <param name="BodyField">Null for the whole request.</param>
/// <param name="AnswerField">The field of the answer that is sent; null for all of it.</param>
internal sealed record JsonRoute(
    MethodDescriptor Method,
    string HttpMethod,
    PathTemplate Template,
    IReadOnlyList<FieldPath> PathFields,
    bool TakesBody,
    FieldDescriptor? BodyField,
    FieldDescriptor? AnswerField)
{
    /// <summary>As gRPC calls it.</summary>
    public string GrpcPath { get; } = $"/{Method.Service.FullName}/{Method.Name}";

    /// <summary>How a client stream is told as an upload; null for other methods.</summary>
    public UploadShape? Upload { get; } = Method.IsClientStreaming ? UploadShape.Of(Method.InputType) : null;

    /// <summary>Fields may come in the query: all that neither path nor body hold.</summary>
    public bool TakesQuery => !TakesBody || BodyField is not null;

    /// <summary>One resource is read: the answer stays the same until it changes.</summary>
    public bool ReadsResource =>
        HttpMethod == "GET" && !Method.IsServerStreaming && Method.Name.StartsWith("Get", StringComparison.Ordinal);

    public override string ToString() => Method.FullName;
}
