using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Llama;

/// <summary>Log entries of local inference. Prompts and answers are in none of them.</summary>
internal static partial class LlamaLog
{
    [LoggerMessage(1, LogLevel.Warning, "The library of llama.cpp is of build {Build}, known is {Known}; its structures are the same.")]
    public static partial void OtherBuild(ILogger logger, string build, string known);

    [LoggerMessage(2, LogLevel.Debug, "llama.cpp ({Level}): {Line}")]
    public static partial void Native(ILogger logger, string level, string line);

    [LoggerMessage(3, LogLevel.Information, "Model {Model} is loaded: {Description}, context of {Context} tokens, {Parallel} at a time.")]
    public static partial void Loaded(ILogger logger, string model, string description, int context, int parallel);

    [LoggerMessage(4, LogLevel.Error, "The inference engine has failed; its requests end.")]
    public static partial void Failed(ILogger logger, Exception error);

    [LoggerMessage(5, LogLevel.Warning, "A kept part of a prompt was not what had been written; it is computed anew.")]
    public static partial void StateSpoilt(ILogger logger);

    [LoggerMessage(6, LogLevel.Warning, "A kept part of a prompt cannot be read; it is computed anew.")]
    public static partial void StateUnreadable(ILogger logger, Exception error);

    [LoggerMessage(7, LogLevel.Warning, "A part of a prompt cannot be kept.")]
    public static partial void StateUnwritten(ILogger logger, Exception error);
}
