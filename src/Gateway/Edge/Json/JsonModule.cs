using GroupChat.Gateway.Edge.Json.Routes;

namespace GroupChat.Gateway.Edge.Json;

/// <summary>HTTP with JSON for every method that the contract annotates.</summary>
internal static class JsonModule
{
    public static IServiceCollection AddJson(this IServiceCollection services) =>
        services.AddSingleton(_ => RouteCompiler.TableOf(RouteCompiler.Compile(JsonTypes.Services)));

    public static void UseJson(this IApplicationBuilder app) => app.UseMiddleware<JsonTranslator>();
}
