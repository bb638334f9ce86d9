using Google.Protobuf;
using GroupChat.Gateway.Edge.Json.Answers;
using GroupChat.Gateway.Edge.Json.Binding;
using GroupChat.Gateway.Edge.Json.Calls;
using GroupChat.Gateway.Edge.Json.Routes;
using GroupChat.Gateway.Edge.Json.Templates;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.Gateway.Edge.Json;

/// <summary>
/// HTTP and JSON: the paths of <c>google.api.http</c> lead to methods, and what comes in path, query and body becomes their request.
/// A request that is wrong in itself is refused here, in the same form in which services refuse.
/// </summary>
internal sealed class JsonTranslator(RequestDelegate next, RouteTable<JsonRoute> routes, TimeProvider time)
{
    public Task InvokeAsync(HttpContext http)
    {
        var path = GrpcContent.Is(http.Request.ContentType) ? null : RequestPath.Of(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return path?.Decoded(0) is { } first && routes.Owns(first) ? AnswerAsync(http, path) : next(http);
    }

    private async Task AnswerAsync(HttpContext http, RequestPath path)
    {
        var response = new JsonResponse(http.Response);
        try
        {
            var match = routes.Find(http.Request.Method, path);
            if (HttpMethods.IsHead(http.Request.Method) && match.Route is { Method.IsServerStreaming: true })
                throw JsonErrors.MethodNotAllowed(Allowed(match).Replace("HEAD, ", "", StringComparison.Ordinal)); // it would never end
            if (match.Route is not null)
                await CallAsync(http, match, response);
            else if (match.Allowed.Count > 0 && HttpMethods.IsOptions(http.Request.Method))
                await response.AllowAsync(Allowed(match));
            else
                throw match.Allowed.Count > 0 ? JsonErrors.MethodNotAllowed(Allowed(match)) : JsonErrors.NotFound();
        }
        catch (DomainError error)
        {
            await response.FailAsync(GrpcEnd.Of(error, RequestId.Of(http)));
        }
        catch (BadHttpRequestException error) when (!http.RequestAborted.IsCancellationRequested)
        {
            await response.FailAsync(GrpcEnd.Of(JsonErrors.OfServer(error), RequestId.Of(http)));
        }
    }

    private async Task CallAsync(HttpContext http, RouteMatch<JsonRoute> match, JsonResponse response)
    {
        var route = match.Route!;
        var kind = AnswerKind.Choose(http.Request, route.Method.IsServerStreaming);
        var headers = ForeignHeaders.ToMetadata(http.Request.Headers);
        RequestTimeout.Apply(headers);
        if (route.Upload is not null)
        {
            await GrpcExchange.RunAsync(http, FormUpload.Call(http, match, headers), new UnaryAnswer(route, response), next);
            return;
        }
        var body = await RequestBody.ReadJsonAsync(http.Request, http.RequestAborted);
        var request = RequestBinder.Bind(match, http.Request.QueryString.Value ?? "", body);
        // Made before the request is written: to resume, a form changes it.
        await using var stream = route.Method.IsServerStreaming ? new StreamAnswer(route, Form(http, kind, request), http.Response, time) : null;
        var answer = (IGrpcAnswer?)stream ?? new UnaryAnswer(route, response);
        await GrpcExchange.RunAsync(http, GrpcCall.Unary(route.GrpcPath, headers, request.ToByteArray()), answer, next);
    }

    private static IStreamForm Form(HttpContext http, string kind, IMessage request) => kind == EventsForm.MediaType
        ? new EventsForm(RoomResume.Of(request, http.Request.Headers["Last-Event-ID"].ToString()))
        : new LinesForm();

    private static string Allowed(RouteMatch<JsonRoute> match) =>
        string.Join(", ", match.Allowed.Contains("GET") ? match.Allowed.Append("HEAD").Append("OPTIONS") : match.Allowed.Append("OPTIONS"));
}
