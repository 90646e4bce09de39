namespace Ayni.Recommenders;

/// <summary>Pairs of items that stand at most a window apart in one session: both directions, no item with itself.
/// </summary>
internal static class SessionPairs
{
    /// <summary>All of them, session after session.</summary>
    public static (int[] Centres, int[] Contexts) Of(ItemSequences sessions, int window)
    {
        var (centres, contexts) = (new List<int>(), new List<int>());
        for (var session = 0; session < sessions.UserCount; session++)
        {
            var items = sessions.Of(session);
            for (var place = 0; place < items.Length; place++)
            {
                var end = Math.Min(items.Length, place + window + 1);
                for (var other = Math.Max(0, place - window); other < end; other++)
                {
                    if (items[other] == items[place])
                        continue;
                    centres.Add(items[place]);
                    contexts.Add(items[other]);
                }
            }
        }

        return ([.. centres], [.. contexts]);
    }
}
