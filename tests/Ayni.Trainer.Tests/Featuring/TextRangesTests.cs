using Ayni.Data.Features;
using Ayni.Data.Preprocessing;
using Ayni.Domain.Features;
using Ayni.Preprocessing.Tables;
using Ayni.Testing;
using DuckDB.NET.Data;

namespace Ayni.Trainer.Tests.Featuring;

/// <summary>A reader leaves out groups by the least and greatest text, which it orders by UTF-8 bytes.</summary>
public sealed class TextRangesTests
{
    private static readonly string[] Users = ["a", "ｚ", "😀", "b", "ａ"];

    [Fact]
    public async Task FeatureTable_IdsThatUtf16OrdersOtherwise_AreFound()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "users.parquet");
        await using (var table = await FeatureTable.CreateAsync(
            path, [new KeyColumn("user_id", FeatureKind.Text)], [], new Dictionary<string, string>(), default))
        {
            foreach (var user in Users)
                await table.AddAsync([FeatureValue.OfText(user)], [], default);
            await table.CompleteAsync(default);
        }

        AssertFound(path);
    }

    [Fact]
    public async Task ProcessedFile_IdsThatUtf16OrdersOtherwise_AreFound()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "users.parquet");
        await using (var file = new ProcessedFile(path, KeyColumn.AsOf, new Dictionary<string, string>()))
        {
            await file.WriteAsync(
                [new NamedColumn("user_id", new ColumnValues(Users))],
                [new NamedColumn("spend", new ColumnValues([1.0, 2, 3, 4, 5]))],
                default);
            await file.CompleteAsync(default);
        }

        AssertFound(path);
    }

    private static void AssertFound(string path)
    {
        Assert.All(Users, user => Assert.Equal([user], UsersWhere(path, $"user_id = '{user}'")));
        Assert.Equal(["😀"], UsersWhere(path, "user_id > 'ｚ'"));
    }

    private static List<string> UsersWhere(string path, string condition)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select user_id from read_parquet('{path}') where {condition}";
        using var reader = command.ExecuteReader();
        var users = new List<string>();
        while (reader.Read())
            users.Add(reader.GetString(0));
        return users;
    }
}
