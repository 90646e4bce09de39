namespace Ayni.Recommenders;

/// <summary>
/// What each user met in order, an item met several times in a row once, and at which of the user's moments. What has
/// the same second is one moment, for its order says nothing: the lines of an invoice stand as they were printed.
/// </summary>
internal sealed class Visits
{
    private readonly int[] _moments;
    private readonly int[] _starts;

    public Visits(ShopperEvents events)
    {
        var (items, moments) = (new List<int>(events.Count), new List<int>(events.Count));
        _starts = new int[events.UserCount + 1];
        for (var user = 0; user < events.UserCount; user++)
        {
            var met = events.ItemsOf(user);
            var ago = events.SecondsAgoOf(user);
            var (moment, newest) = (0, 0);
            for (var place = 0; place < met.Length; place++)
            {
                if (items.Count > _starts[user] && items[^1] == met[place])
                {
                    newest = ago[place];
                    continue;
                }

                moment += items.Count > _starts[user] && ago[place] != newest ? 1 : 0;
                newest = ago[place];
                items.Add(met[place]);
                moments.Add(moment);
            }

            _starts[user + 1] = items.Count;
        }

        _moments = [.. moments];
        Sequences = new ItemSequences(events.ItemCount, _starts, [.. items]);
    }

    /// <summary>The items.</summary>
    public ItemSequences Sequences { get; }

    /// <summary>Moment of each item of a user, ascending from 0.</summary>
    public ReadOnlySpan<int> MomentsOf(int user) => _moments.AsSpan(_starts[user].._starts[user + 1]);
}
