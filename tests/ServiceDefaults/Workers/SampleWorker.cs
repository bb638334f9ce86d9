using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.ServiceDefaults.Workers;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Tests.Workers;

/// <summary>A worker that does what it is told, well or badly: the id of the agent asked for is the order.</summary>
[AllowAnonymousCaller]
internal sealed partial class SampleWorker(ILogger<SampleWorker> logger) : AgentService.AgentServiceBase
{
    public const string Name = "sample";

    private static readonly List<nint> Held = [];

    public static WorkerKind Kind { get; } = new(
        Name, static builder => builder.Services.AddSingleton<SampleWorker>(), static app => app.MapGroupChatService<SampleWorker>());

    public static void Add(WebApplicationBuilder builder) => Add(builder.Services, new WorkerLimits());

    public static void Add(IServiceCollection services, WorkerLimits limits)
    {
        services.AddSingleton(WorkerCommand.OfAssembly("dotnet", typeof(SampleWorker).Assembly));
        services.AddWorker(Kind, _ => limits);
    }

    public override async Task<GetAgentResponse> GetAgent(GetAgentRequest request, ServerCallContext context)
    {
        var (order, argument) = request.AgentId.Split(' ', 2) is [var first, var second] ? (first, second) : (request.AgentId, "");
        return new GetAgentResponse { Agent = new Agent { AgentId = await ObeyAsync(order, argument) } };
    }

    private async Task<string> ObeyAsync(string order, string argument)
    {
        switch (order)
        {
            case "pid":
                return $"{Environment.ProcessId}";
            case "variable":
                return Environment.GetEnvironmentVariable(argument) ?? "";
            case "log":
                Said(argument);
                return "";
            case "crash":
                Environment.FailFast("as told");
                return "";
            case "wait":
                await Task.Delay(int.Parse(argument));
                return "waited";
            case "spin":
                while (true)
                    Thread.SpinWait(1000);
            case "take":
                return Take(nuint.Parse(argument));
            default:
                throw new InvalidOperationException("no such order");
        }
    }

    private static unsafe string Take(nuint megabytes)
    {
        try
        {
            var block = System.Runtime.InteropServices.NativeMemory.Alloc(megabytes << 20);
            new Span<byte>(block, (int)(megabytes << 20)).Fill(1);
            Held.Add((nint)block);
            return "taken";
        }
        catch (OutOfMemoryException)
        {
            return "refused";
        }
    }

    [LoggerMessage(EventName = "Said", Level = LogLevel.Warning, Message = "It was told to say {Text}")]
    private partial void Said(string text);
}
