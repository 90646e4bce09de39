using Ayni.EmbeddedEngine.Silos;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Ayni.EmbeddedEngine.Reminders;

/// <summary>Reminders as the grains of one silo see them.</summary>
internal sealed class ReminderService(
    ReminderTable table, SiloRuntime silo, TimeProvider time, ReminderOptions options)
{
    private bool IsUsed => silo.Services.GetService<InMemoryReminders>() is not null;

    public void Start()
    {
        if (IsUsed)
            table.Join(silo, time);
    }

    public void Stop() => table.Leave(silo);

    public Task<IGrainReminder> RegisterOrUpdateAsync(
        GrainId grainId, string name, TimeSpan dueTime, TimeSpan period)
    {
        CheckUsed();
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < options.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"The reminder period {period} is too short, {options.MinimumReminderPeriod} is the least "
                + $"({nameof(ReminderOptions)}.{nameof(ReminderOptions.MinimumReminderPeriod)}).",
                nameof(period));
        }

        return Task.FromResult<IGrainReminder>(table.Put(grainId, name, time.GetUtcNow() + dueTime, period));
    }

    public Task UnregisterAsync(GrainId grainId, IGrainReminder reminder)
    {
        CheckUsed();
        table.Remove(grainId, (ReminderRow)reminder);
        return Task.CompletedTask;
    }

    public Task<IGrainReminder?> GetAsync(GrainId grainId, string name)
    {
        CheckUsed();
        return Task.FromResult(table.Get(grainId).Find(reminder => reminder.ReminderName == name));
    }

    public Task<List<IGrainReminder>> GetAllAsync(GrainId grainId)
    {
        CheckUsed();
        return Task.FromResult(table.Get(grainId));
    }

    private void CheckUsed()
    {
        if (!IsUsed)
        {
            throw new InvalidOperationException(
                "The silo has no reminder service; add one with UseInMemoryReminderService.");
        }
    }
}
