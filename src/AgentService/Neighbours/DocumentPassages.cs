using GroupChat.Agents.Grounding;
using GroupChat.Agents.Models;
using GroupChat.Contracts.Document.V1;

namespace GroupChat.Agents.Neighbours;

/// <summary>Passages from DocumentService.</summary>
internal sealed class DocumentPassages(DocumentService.DocumentServiceClient documents) : IPassageSearch
{
    public async Task<IReadOnlyList<PassageContent>> SearchAsync(
        RoomReader reader, string query, int limit, CancellationToken cancellationToken)
    {
        var request = new SearchPassagesRequest { RoomId = reader.RoomId, Query = query, Limit = limit };
        var found = await documents.SearchPassagesAsync(request, reader.CallOptions(cancellationToken));
        return [.. found.Matches.Select(static match => ContentOf(match.Passage))];
    }

    private static PassageContent ContentOf(Passage passage) => new()
    {
        PassageId = passage.PassageId,
        DocumentId = passage.DocumentId,
        Title = passage.DocumentTitle,
        HeadingPath = [.. passage.Place?.Headings ?? []],
        Text = passage.Text,
        ByteOffset = passage.Place?.StartByte ?? 0,
        Url = Uri.TryCreate(passage.SourceUrl, UriKind.Absolute, out var url) ? url : null,
    };
}
