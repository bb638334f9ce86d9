namespace GroupChat.Chaos.Tests.Answers;

/// <summary>A broken promise.</summary>
internal sealed record AnswerViolation(AnswerFault Fault, string Viewer, string Explanation);
