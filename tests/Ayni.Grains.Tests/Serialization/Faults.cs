using System.Collections.Immutable;
using System.Text.Json;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ayni.Grains.Tests.Serialization;

/// <summary>What a grain, a store or a library can throw.</summary>
internal static class Faults
{
    public const string Said = "gone fishing";

    public static Dictionary<string, Func<Exception>> ByName { get; } = new(StringComparer.Ordinal)
    {
        ["ours"] = () => new AyniException(ErrorCodes.Conflict, Said),
        ["ours derived"] = () => new LostFactorsException(Said),
        ["postgres"] = () => Postgres(),
        ["npgsql"] = () => new NpgsqlException(Said, new TimeoutException("late")),
        ["sqlite"] = () => new SqliteException(Said, 5),
        ["json"] = () => new JsonException(Said, "$.a", 3, 4),
        ["cancelled"] = () => new OperationCanceledException(Said),
        ["task cancelled"] = () => new TaskCanceledException(Said),
        ["foreign"] = () => new ModelRefusedException(Said, ImmutableDictionary<string, double>.Empty),
        ["foreign within"] = () => new InvalidOperationException(Said, Postgres()),
        ["foreign among"] = () => new AggregateException(Said, Postgres()),
    };

    private static PostgresException Postgres() => new(Said, "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown);
}
