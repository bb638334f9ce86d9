using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>
/// What a child process of our own binary does, started as <c>--worker NAME</c>. It knows no settings, no data folder and no
/// neighbours: all that it works on comes by calls over its socket.
/// </summary>
/// <param name="Name">1 to 16 of a-z: part of folder names.</param>
/// <param name="Add">Adds the services of the child.</param>
/// <param name="Map">
/// Maps them with <see cref="Grpc.GrpcEndpoints.MapGroupChatService{TService}"/>; their class is marked with
/// <see cref="Identity.AllowAnonymousCallerAttribute"/>, since whoever can reach the socket is our own parent.
/// </param>
public sealed record WorkerKind(string Name, Action<WebApplicationBuilder> Add, Action<IEndpointRouteBuilder> Map);
