using Ayni.Domain.Interactions;

namespace Ayni.Data.Mart.Purging;

/// <summary>The erased positions of the log up to one of them; eight bytes each.</summary>
internal sealed class ErasedSet
{
    private const int PagePositions = 65_536;

    private readonly List<long> _ascending = [];

    private ErasedSet()
    {
    }

    public bool IsEmpty => _ascending.Count == 0;

    public static async Task<ErasedSet> ReadAsync(
        IErasedPositions erased, long upTo, CancellationToken cancellationToken)
    {
        var set = new ErasedSet();
        for (var after = 0L; after < upTo;)
        {
            var page = await erased.ReadErasedAsync(after, PagePositions, cancellationToken);
            set._ascending.AddRange(page.TakeWhile(position => position <= upTo));
            after = page.Count < PagePositions ? upTo : page[^1];
        }

        return set;
    }

    public bool Contains(long position) => _ascending.BinarySearch(position) >= 0;
}
