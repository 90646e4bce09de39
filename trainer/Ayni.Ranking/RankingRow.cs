namespace Ayni.Ranking;

/// <summary>A candidate as ML.NET reads it.</summary>
internal sealed class RankingRow
{
    public uint List { get; set; }

    public float Label { get; set; }

    public float[] Features { get; set; } = [];
}
