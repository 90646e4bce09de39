using Ayni.Data.Copies;
using Ayni.Domain.Errors;
using Ayni.Storage;

namespace Ayni.Trainer.Copying;

/// <summary>
/// Says of files where the register of copies is, and finds it again from files that others are made of.
/// </summary>
internal static class CopyOrigins
{
    private const string SqliteFile = "ayni.db";

    /// <summary>Of files that are made of the log.</summary>
    public static CopyOrigin OfLog(StorageOptions storage) => new(StoreOf(storage));

    /// <summary>Of files that are made of a folder's.</summary>
    public static CopyOrigin OfFolder(StorageOptions storage, string source) => new(StoreOf(storage), source);

    /// <summary>The data that a folder was made of.</summary>
    /// <returns>Null: the folder is in no register.</returns>
    /// <exception cref="AyniException"><c>invalid</c>: they are not to be found from the folder alone.</exception>
    public static StorageOptions? Find(string folder)
    {
        if (CopyMarker.Read(folder) is not { Store: { } store })
            return null;
        if (store == CopyOrigin.Postgres)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"'{folder}' was made of a log in PostgreSQL, and what is made of it has to be registered there, so "
                + "that erased shoppers leave it: name it by --postgres CONN.");
        }

        return File.Exists(Path.Combine(store, SqliteFile))
            ? new StorageOptions { DataDirectory = store }
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"'{folder}' was made of the data in '{store}', which are not there, and what is made of it has to be "
                + "registered there, so that erased shoppers leave it: name them by --data DIR.");
    }

    private static string StoreOf(StorageOptions storage) => storage.PostgresConnectionString is null
        ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(storage.DataDirectory))
        : CopyOrigin.Postgres;
}
