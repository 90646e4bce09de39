using Ayni.Domain.Interactions;

namespace Ayni.Storage.Interactions;

/// <summary>
/// Keeps the newest interactions of each user of a stream ordered by user, then position: memory for one user only,
/// whatever the number of rows.
/// </summary>
internal sealed class NewestPerUser(int newestPerUser)
{
    private readonly Queue<LoggedInteraction> _ofUser = new();
    private string? _userId;

    /// <summary>Takes the next row; when it starts another user, gives out what is kept of the one before.</summary>
    public void Add(LoggedInteraction row, List<LoggedInteraction> output)
    {
        if (row.Interaction.UserId != _userId)
        {
            Flush(output);
            _userId = row.Interaction.UserId;
        }

        if (_ofUser.Count == newestPerUser)
            _ofUser.Dequeue();
        _ofUser.Enqueue(row);
    }

    /// <summary>Gives out what is kept of the last user.</summary>
    public void Flush(List<LoggedInteraction> output)
    {
        while (_ofUser.TryDequeue(out var kept))
            output.Add(kept);
    }
}
