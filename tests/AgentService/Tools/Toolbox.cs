using GroupChat.Agents.Safety;
using GroupChat.Agents.Tools;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Tools;

/// <summary>Tools as the service has them, with those that a test adds.</summary>
internal static class Toolbox
{
    public static ToolLoop Loop(TimeProvider time, params Tool[] tools) => Loop(time, new ToolsOptions(), tools);

    public static AnswerSafety Safety(params string[] hosts) => new(new AnswersOptions { LinkHosts = [.. hosts] });

    public static ToolLoop Loop(TimeProvider time, ToolsOptions options, params Tool[] tools)
    {
        var registry = new ToolRegistry(tools);
        var runner = new ToolRunner(registry, new ToolResults(time), time, NullLogger<ToolRunner>.Instance);
        return new ToolLoop(registry, runner, options, time);
    }
}
