using System.IO.Compression;
using GroupChat.Gateway.Edge.Json.OpenApi;
using GroupChat.Gateway.Edge.Json.Routes;
using GroupChat.ServiceDefaults.Grpc;
using Microsoft.AspNetCore.ResponseCompression;

namespace GroupChat.Gateway.Edge.Json;

/// <summary>HTTP with JSON for every method that the contract annotates, and the pages that describe it.</summary>
internal static class JsonModule
{
    public static IServiceCollection AddJson(this IServiceCollection services)
    {
        services.AddSingleton(_ => RouteCompiler.Compile(JsonTypes.Services));
        services.AddSingleton(provider => RouteCompiler.TableOf(provider.GetRequiredService<IReadOnlyList<JsonRoute>>()));
        services.AddOptions<GzipCompressionProviderOptions>().Configure(options => options.Level = CompressionLevel.Fastest);
        return services.AddResponseCompression(options =>
        {
            // Not streams: what is packed arrives late. Over TLS the framework packs nothing, since length then tells of content.
            options.MimeTypes = ["application/json", "text/html", "text/css", "text/javascript"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
    }

    public static void UseJson(this IApplicationBuilder app)
    {
        app.UseWhen(http => !GrpcContent.Is(http.Request.ContentType), foreign => foreign.UseResponseCompression());
        app.UseMiddleware<JsonTranslator>();
    }

    public static void MapJson(this IEndpointRouteBuilder endpoints) => endpoints.MapDocs();
}
