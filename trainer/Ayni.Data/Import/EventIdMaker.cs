using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ayni.Data.Import.Rows;
using Ayni.Domain;
using Ayni.Numerics;

namespace Ayni.Data.Import;

/// <summary>
/// Makes event ids that are the same at every import: mapping, key values, and the number of the row among those with
/// the same key ("online-retail:536365:85123A:1"), so that lines an invoice repeats stay two events.
/// </summary>
internal sealed class EventIdMaker(string mapping, string fileName, IReadOnlyList<int> keyOrdinals)
{
    private readonly Dictionary<ulong, int> _timesSeen = [];

    public string Make(RowSource row)
    {
        var id = new StringBuilder(64).Append(mapping);
        if (keyOrdinals.Count == 0)
        {
            id.Append(':').Append(Escape(fileName));
            id.Append(':').Append(CultureInfo.InvariantCulture, $"{row.Line}");
            return Bounded(id.ToString());
        }

        foreach (var ordinal in keyOrdinals)
            id.Append(':').Append(Escape(row.Value(ordinal) ?? ""));

        // Only a hash is kept of the key; two keys with one hash skip a number, and their ids differ all the same.
        var key = Hash(id);
        _timesSeen.TryGetValue(key, out var times);
        _timesSeen[key] = times + 1;
        return Bounded(id.Append(':').Append(CultureInfo.InvariantCulture, $"{times + 1}").ToString());
    }

    private static string Escape(string value) => value.Replace(":", "%3A", StringComparison.Ordinal);

    private static string Bounded(string id)
        => ExternalIds.ProblemOf(id) is null
            ? id
            : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private static ulong Hash(StringBuilder text)
    {
        var hash = FnvHash.Start;
        foreach (var chunk in text.GetChunks())
            hash = FnvHash.Append(hash, chunk.Span);
        return hash;
    }
}
