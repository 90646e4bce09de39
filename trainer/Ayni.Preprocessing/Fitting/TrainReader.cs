using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Fitting;

/// <summary>Reads the rows of the train part, and no others.</summary>
internal sealed class TrainReader(ITable table, int[] rows)
{
    public int Count => rows.Length;

    public async Task<ColumnValues> ReadAsync(string column, CancellationToken cancellationToken) =>
        (await table.ReadAsync(PipelineFitter.ColumnOf(table, column, "The pipeline"), cancellationToken)).Take(rows);
}
