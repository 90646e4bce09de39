namespace Ayni.Data.Mart.Versions;

/// <summary>Erased shoppers taken out of a mart after it was made. Names nobody.</summary>
/// <param name="PurgedAt">When.</param>
/// <param name="RowsRemoved">Rows fewer, by table.</param>
/// <param name="HashBefore">Content hash before.</param>
/// <param name="HashAfter">Content hash after: what a mart made again now has.</param>
public sealed record MartPurge(
    DateTimeOffset PurgedAt, IReadOnlyDictionary<string, long> RowsRemoved, string HashBefore, string HashAfter);
