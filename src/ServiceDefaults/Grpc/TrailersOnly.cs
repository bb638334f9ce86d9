using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>The shortest answer gRPC knows: a failed status in the headers, and no body.</summary>
internal static class TrailersOnly
{
    public static void Write(HttpResponse response, RpcException fault)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = GrpcContent.MediaType;
        response.Headers.GrpcStatus = ((int)fault.StatusCode).ToString(CultureInfo.InvariantCulture);
        response.Headers.GrpcMessage = Uri.EscapeDataString(fault.Status.Detail);
        response.Headers[RpcFault.DetailsKey] = Convert.ToBase64String(fault.Trailers.Get(RpcFault.DetailsKey)!.ValueBytes);
    }
}
