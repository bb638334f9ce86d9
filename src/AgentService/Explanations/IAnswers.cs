using GroupChat.Agents.Models;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Agents.Explanations;

/// <summary>Answers and passages as a caller may read them; in other services.</summary>
internal interface IAnswers
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">NOT_AN_ANSWER.</exception>
    Task<AnswerReference> FindAsync(Caller caller, string roomId, string messageId, CancellationToken cancellationToken);

    /// <summary>By id, those that are there.</summary>
    Task<IReadOnlyDictionary<string, PassageContent>> PassagesAsync(
        Caller caller, string roomId, IReadOnlyList<string> passageIds, CancellationToken cancellationToken);
}
