using Orleans.Runtime;

namespace Ayni.Engine.Tests.Reminders;

public sealed class ReminderTestGrain : Grain, IReminderTestGrain, IDisposable
{
    private string Key => this.GetPrimaryKeyString();

    public Task Register(string name, TimeSpan dueTime, TimeSpan period) =>
        this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Unregister(string name) =>
        await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public async Task<int> GetCount() => (await this.GetReminders()).Count;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Probe.Note(Key, $"{reminderName} {status.Period}");
        Probe.Count($"{Key} ticks");
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Ping() => Task.CompletedTask;

    public void Dispose() => Probe.Signal($"{Key} disposed");
}
